export const card = 'Going out';
export const heading = 'Practise a visit';
export const banner = 'Practice. Nothing is sent, and nobody is watching.';
export const lead =
  'Go the whole way, as often as you like: start, more time, finish. Any four digits do as a PIN.';
export const real = 'The red Help button at the top is real, even here.';
export const help = 'Practise calling for help';
export const helpQuestion = 'Practice: call for help?';
export const helpMeans = 'When it is real, your monitors are told at once. Here nobody is.';
export const helpNobody = 'This was practice. Nothing was sent, and nobody was told.';
export const helpReally =
  'When it is real, this stays on every screen, with buttons to ring or text your monitors and to ring 999, until a monitor has closed the alert. Without a network it says that it was not sent, and keeps trying.';
export const helpAway = 'End the practice call';
export const again = 'Practise again';
export const stop = 'Stop practising';
