// uPlot, as this page wants it: its colours, its quiet axes, one cursor for all.
import uPlot from '/room/uplot.js';
import {ink, print} from './ui.js';
import {clock} from './format.js';

/** A line: name, figure of it, colour, and how it is drawn. */
export const line = (label, colour, {width = 1.5, dash, fill, scale = 'y'} = {}) => ({
  label, scale, width, dash, spanGaps: false, points: {show: false}, stroke: () => ink(colour), fill: fill ? () => `${ink(fill)}33` : undefined,
});

/** Seconds of the x axis as time of day; of a demo with a clock as its minutes. */
const when = minutes => (u, ticks) => ticks.map(t => minutes.of ? `${+(((t - minutes.of.start) / 60) * minutes.of.speed).toFixed(1)}` : clock(t * 1000).slice(0, u.scales.x.max - u.scales.x.min > 900 ? 5 : 8));

const STEPS = [5, 10, 15, 30, 60, 120, 300, 600, 900, 1800], MINUTES = [1, 2, 5, 10, 30];
/** Ticks at round times; of a demo at its whole minutes. */
const rounds = minutes => (u, axis, low, high) => {
  const most = Math.max(2, u.bbox.width / devicePixelRatio / 70), {start, speed} = minutes.of ?? {start: 0, speed: 60};
  const unit = 60 / speed, step = unit * ((minutes.of ? MINUTES : STEPS).find(n => (high - low) / (n * unit) <= most) ?? 3600), ticks = [];
  const edge = low + (high - low) * (minutes.of ? 8 : 26) / (u.bbox.width / devicePixelRatio); // else its words are cut
  for (let t = start + Math.ceil((edge - start) / step) * step; t <= high; t += step) ticks.push(t);
  return ticks;
};

export const GUTTER = 52;

/**
 * A chart in a box. over(u, g): draws what lies above the lines. y: {range, ticks, log}.
 */
export function chart(box, {series, y, sync, height, xAxis, minutes, over, onSelect}) {
  const axis = {stroke: () => ink('dim'), font: print(), grid: {stroke: () => ink('line'), width: 1}, ticks: {show: false}};
  const plot = new uPlot({
    width: Math.max(50, box.clientWidth), height, legend: {show: false}, padding: [9, 0, xAxis ? 0 : 7, 0],
    cursor: {sync: {key: sync, setSeries: false}, y: false, drag: {x: true, y: false, setScale: false}, points: {show: false}},
    scales: {x: {time: false}, y: {distr: y.log ? 3 : 1, log: 10, range: y.range}},
    axes: [{...axis, show: !!xAxis, size: 24, values: when(minutes), splits: rounds(minutes), filter: (u, splits) => splits, grid: {show: false}}, {...axis, side: 1, size: GUTTER, splits: y.ticks, filter: (u, splits) => splits, values: (u, vs) => vs.map(y.text), gap: 4}],
    series: [{}, ...series],
    hooks: {
      draw: over ? [u => over(u, u.ctx)] : [],
      setSelect: [u => { if (u.select.width > 6) onSelect?.(u.posToVal(u.select.left, 'x'), u.posToVal(u.select.left + u.select.width, 'x')); u.setSelect({left: 0, width: 0, top: 0, height: 0}, false); }],
    },
  }, null, box);
  return plot;
}
