import { type Signal, signal } from '@preact/signals';

const notes = new Map<string, Signal<string>>();

/** What is being typed about an alert: it outlasts that the alert is taken over, or stood down, in the middle of a word. */
export function noteOf(alert: string): Signal<string> {
  const note = notes.get(alert) ?? signal('');
  notes.set(alert, note);
  return note;
}
