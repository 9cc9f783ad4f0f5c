export const heading = 'What nearly went wrong?';
export const save = 'Save';
export const lead = 'A sentence is enough. Your supervisor reads it, so that the next one is prevented.';
