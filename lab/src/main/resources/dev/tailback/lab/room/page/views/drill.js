// A drill: something breaks, and nobody says what. Seen, named, repaired: how long did each take, and what did it cost?
import {each, h, swap} from '../ui.js';
import {clock, secs} from '../format.js';
import {button, head, num, panel, scroll, th} from '../parts.js';
import {ask, asking} from '../feed.js';
import {confirm, say} from '../dialogs.js';

const STEPS = [['detect', 'detect_seconds'], ['diagnose', 'diagnose_seconds'], ['repair', 'repair_seconds']], NOW = {running: 'detect', seen: 'diagnose', diagnosed: 'repair'};
const LEVELS = [['', 'Any level'], ['1', '1: one cause in plain sight'], ['2', '2: the cause is two hops away'], ['3', '3: two causes, one harmless']];
const PARTS = ['postgres', 'kafka', 'payments', 'relay', 'catalog', 'checkout', 'inventory', 'flow-alerts'], STAGES = ['catalog', 'checkout', 'inventory'], PLACES = {nothing: [''], part: PARTS, stage: STAGES};
const option = ([value, text]) => h('option', {value}, text);
const minutes = s => `${Math.floor(s / 60)}:${String(s % 60).padStart(2, '0')}`;

export function drillView() {
  const now = asking(() => '/api/drill', 1000), choices = asking(() => '/api/drill/choices', 0);
  const drill = () => now.answer?.drill ?? null, state = () => drill()?.state ?? 'none', isOpen = () => state() in NOW;
  const act = async (path, body, word) => { try { const answer = await ask(`/api/drill/${path}`, body ?? {}); if (word) say(word(answer)); now.again(); } catch (no) { say(no.message); } };

  function begin() {
    const level = h('select', {name: 'level'}, LEVELS.map(option)), seed = h('input', {name: 'seed', inputmode: 'numeric', autocomplete: 'off', 'aria-describedby': 'about-seed'});
    confirm({
      title: 'Begin a drill?', lead: 'Shoppers come, and some time later something breaks. Nobody says what: no marks, no list of faults, no probable causes.',
      fields: [h('label.field', h('span', 'level'), level), h('label.field', h('span', 'seed'), seed, h('small', {id: 'about-seed'}, 'The same number breaks the same. Empty: any.'))],
      text: ['Look at overview, lag, map, traces and profiles as anybody on call would. Reset (r) gives it up and undoes all of it.'], yes: 'Begin',
      async then() { await ask('/api/drill/start', {...level.value && {level: +level.value}, ...seed.value.trim() && {seed: +seed.value}}); say('Shoppers come. Say it as soon as you see something.'); now.again(); },
    });
  }
  const giveUp = () => confirm({title: 'Give up?', lead: 'What was set is undone, and you are told what it was and how one comes to it.', yes: 'Give up', async then() { await ask('/api/drill/give-up', {}); now.again(); }});
  const hint = () => confirm({title: `Take a hint for ${drill().next_hint} points?`, lead: 'There are three, the vaguest first.', yes: 'Take it', async then() { await ask('/api/drill/hint', {}); now.again(); }});

  const bodies = {
    none: () => [h('p.lead', 'One of many incidents is set, and hidden. You look like anybody on call, say what you see, name the cause with its evidence, and repair it until the shop is well.'), h('p.acts', button('Begin a drill …', begin, {class: 'main'}))],
    running: () => [h('p.lead', 'Do not look for the cause yet. Say it as soon as something is not as it was.'), h('p.acts', button('I see something', () => act('see', {}, ({drill: d}) => d.state === 'seen' ? 'Seen. What is behind it?' : 'Not yet: nothing was broken. It counts as a false alarm.'), {class: 'main'}))],
    seen: () => {
      const causes = choices.answer?.causes ?? {}, evidence = choices.answer?.evidence ?? {};
      const cause = h('select', {name: 'cause', size: 8, 'aria-label': 'The cause'}, Object.entries(causes).map(option)), boxes = Object.entries(evidence).map(([id, text]) => h('label.tick', h('input', {type: 'checkbox', value: id}), h('span', text)));
      const chosen = () => boxes.map(b => b.firstChild).filter(b => b.checked).map(b => b.value);
      return [h('p.lead', 'What is the cause, and what points to it? A symptom is not a cause; a wrong one costs 6 points, evidence that points elsewhere costs, too.'),
        h('div.drill-choose', h('div', h('h3', 'Cause'), cause), h('div', h('h3', 'Evidence'), h('div.tick-list', boxes))),
        h('p.acts', button('This is it', () => act('name', {cause: cause.value, evidence: chosen()}, ({right}) => right ? 'Right. Now repair it.' : 'No, that is not it.'), {class: 'main'}))];
    },
    diagnosed: () => {
      const repairs = choices.answer?.repairs ?? [], what = h('select', {name: 'repair', 'aria-label': 'What is done'}, repairs.map(r => option([r.repair, `${r.repair}: ${r.does}`]))), where = h('select', {name: 'at', 'aria-label': 'Where'});
      const places = () => { const at = PLACES[repairs.find(r => r.repair === what.value)?.takes ?? 'nothing']; where.replaceChildren(...at.map(p => option([p, p || 'everywhere']))); where.disabled = at.length < 2; };
      what.addEventListener('change', places); places();
      return [h('p.lead', 'What do you do? Your own hands may do it, too: psql, curl, kill. It ends when the shop is well by its own figures.'), h('div.fields', h('label.field', h('span', 'repair'), what), h('label.field', h('span', 'of'), where)),
        h('p.acts', button('Do it', () => act('repair', {repair: `${what.value} ${where.value}`.trim()}, ({said}) => said), {class: 'main'}))];
    },
  };
  const over = () => {
    const d = drill(), a = d.answer;
    return [h('p.lead', h('b.score-word', () => `${drill()?.total ?? '…'}`), ` of 100. ${a.happened}`), h('p', h('b', 'The cause: '), a.says), h('p', h('b', 'The way to it: '), a.way), h('p', h('b', 'Set: '), a.set.join(', '), a.harmless.length ? `; harmless: ${a.harmless.join(', ')}` : '', `. What counts as repair: ${a.repairs.join(', ')}.`),
      h('p.none', {hidden: () => drill()?.total != null || drill()?.trouble}, 'The audit looks whether anything was lost.'),
      scroll('Score', h('table.grid', head('what', 'points', 'of', 'why'), each(h('tbody'), () => drill()?.score ?? [], l => l.what, l => h('tr', th(l.what), num(l.points), num(l.most || ''), h('td', l.why))))),
      h('p.acts', h('a.button', {href: '/api/drill/timeline', target: '_blank', rel: 'noopener', hidden: () => drill()?.total == null}, 'The timeline as a page'), button('Another one …', begin, {class: 'main', disabled: () => drill()?.total == null && !drill()?.trouble}))];
  };
  const phase = () => `${state()} ${drill()?.answer ? 'over' : ''} ${choices.answer ? 1 : 0}`;
  const el = h('div.page', h('div.two', panel('drill', 'Drill', {aside: h('b.timer.num', {role: 'timer', hidden: () => !isOpen()}, () => drill() ? minutes(drill().seconds) : '')},
    h('p.none.bad', {role: 'alert', hidden: () => !(now.reason ?? drill()?.trouble)}, () => now.reason ?? drill()?.trouble ?? ''),
    swap(h('div.drill-body'), phase, () => drill()?.answer ? over() : bodies[state()]?.() ?? bodies.none()),
    h('ol.steps', {hidden: () => !drill()}, STEPS.map(([name, key]) => h('li', {$done: () => drill()?.[key] != null, $now: () => NOW[state()] === name}, h('span', name), h('b.num', () => drill()?.[key] == null ? '–' : secs(drill()[key]))))),
    h('div.hints', {hidden: () => !isOpen()}, h('h3', 'Hints'), each(h('ol'), () => drill()?.hints ?? [], x => x, x => h('li', x)), h('p.acts', button(() => drill()?.next_hint ? `A hint for ${drill().next_hint} points …` : 'No more hints', hint, {disabled: () => !drill()?.next_hint}), button('Give up …', giveUp)))),
  panel('drill-timeline', 'Timeline', {aside: h('span', () => drill() ? `level ${drill().level}, seed ${drill().seed}, ${drill().lost_orders} orders lost` : '')}, h('p.none', {hidden: () => (drill()?.timeline ?? []).length > 0}, 'It begins with the drill.'),
    each(h('ol.drill-log'), () => [...drill()?.timeline ?? []].reverse().slice(0, 80), m => m.at + m.says, m => h('li', {$who: m.who.toLowerCase()}, h('time.num', clock(m.at)), h('b', m.who.toLowerCase()), h('span', m.says))))));
  now.start(el); choices.start(el);
  return el;
}
