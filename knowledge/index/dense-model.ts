/** The embedding model that is set: its name and the length of its vectors. */
export interface DenseModel {
  readonly model: string;
  readonly dimension: number;
}
