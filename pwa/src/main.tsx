import { render } from 'preact';
import { now } from '#parts/now';
import { showAsWritten } from '#parts/reading-order';
import { App } from '#screens/app';
import { startApp } from '#state/start';
import './styles/app.scss';

const QUARTER_MINUTE = 15_000;

/** The one place of the screens that reads a clock. */
function tick(): void {
  now.value = new Date();
}

showAsWritten();
tick();
setInterval(tick, QUARTER_MINUTE);
document.addEventListener('visibilitychange', tick);

const app = document.getElementById('app');
if (app) render(<App />, app);
startApp();
