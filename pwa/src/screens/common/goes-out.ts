import type { Person } from '#domain/person';

/** Whether a role visits people at home. */
export function goesOut(role: Person['role'] | undefined): boolean {
  return role === 'case_manager' || role === 'supervisor';
}
