export const heading = 'Tell of a near miss';
export const save = 'Save';
export const lead = 'A sentence is enough. Your supervisor reads it, so that the next one is prevented.';
