const number = new Intl.NumberFormat('en-US', { maximumFractionDigits: 1 });

/** A size in bytes as people say it: `12 KB`, `3.4 MB`. */
export function fileSize(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  return bytes < 1_048_576 ? `${number.format(bytes / 1024)} KB` : `${number.format(bytes / 1_048_576)} MB`;
}
