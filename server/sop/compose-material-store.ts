import { join } from 'node:path';
import type { MaterialStore } from '../../domain/sop/materials/material-store.port.ts';
import { folderMaterialStore } from '../../integrations/material-store/folder/folder-material-store.ts';
import { s3MaterialStore } from '../../integrations/material-store/s3/s3-material-store.ts';
import type { ServiceParts } from '../parts.ts';

/** Where materials are kept: in the store of objects that is set up, else in a folder of DATA_DIR. */
export function composeMaterialStore({ config, clock }: Pick<ServiceParts, 'config' | 'clock'>): MaterialStore {
  const { objectStore } = config.secrets;
  return objectStore ? s3MaterialStore(objectStore, clock) : folderMaterialStore(join(config.dataDir, 'sop-materials'));
}
