// Figures as the command line writes them. What is not known is a dash, never 0.

export const none = '–';
const known = fn => v => v == null || Number.isNaN(v) ? none : fn(v);
export const int = known(v => Math.round(v).toLocaleString('en-US'));
export const secs = known(v => v <= 0 ? '0 s' : v < 10 ? `${v.toFixed(1)} s` : v < 600 ? `${Math.round(v)} s` : v < 36000 ? `${Math.round(v / 60)} min` : `${Math.round(v / 3600)} h`);
export const ms = known(v => !v ? '0' : v < 10 ? `${v.toFixed(1)} ms` : v < 995 ? `${Math.round(v)} ms` : secs(v / 1000));
export const pct = known(v => v && v < 0.0995 ? `${(v * 100).toFixed(1)} %` : `${Math.round(v * 100)} %`);
export const per = known(v => v.toFixed(v < 100 ? 1 : 0));
export const usd = known(cents => `$${int(cents / 100)}`);
export const bytes = known(v => v < 1e6 ? `${Math.round(v / 1e3)} kB` : v < 1e9 ? `${(v / 1e6).toFixed(1)} MB` : `${(v / 1e9).toFixed(1)} GB`);
/** "never", seconds as text, or nothing. */
export const drain = v => v == null ? none : Number.isFinite(+v) ? (+v ? secs(+v) : 'drained') : 'never at this rate';

const two = n => String(n).padStart(2, '0');
/** Local time of day, of milliseconds or an ISO text. */
export function clock(at, millis) {
  const d = new Date(at);
  return Number.isNaN(+d) ? none : `${two(d.getHours())}:${two(d.getMinutes())}:${two(d.getSeconds())}${millis ? `.${String(d.getMilliseconds()).padStart(3, '0')}` : ''}`;
}
export const ago = (now, at) => at == null ? none : `${secs(Math.max(0, (now - new Date(at)) / 1000))} ago`;
export const lasted = (now, at) => at == null ? none : secs(Math.max(0, (now - new Date(at)) / 1000));
/** As it is written by hand. */
export const sign = text => text.replaceAll('>=', '≥').replaceAll('<=', '≤');
