import type { UpdateProfileSettings } from '../../../../kernel/contracts/profile.ts';

/** Stores a part of the settings under the version that was read. */
export type SaveProfileSettings = (change: Omit<UpdateProfileSettings, 'version'>) => Promise<void>;
