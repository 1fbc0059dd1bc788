// What to expect of each fault, in figures that were measured: docs/faults.md. What the lab says of a fault itself is not repeated.

/** Group, what it leads to, and figures: [what, usual, under it]. */
export const EXPECT = {
  'missing-index': ['Database', 'PostgreSQL reads whole tables. Without the indexes of products searches get slow and nobody fails; without idx_stock_sku every reservation scans: lag, then failures.', ['a listing', '12 ms', '0.4 s, with many products 4 to 18 s'], ['a reservation, without idx_stock_sku', '4 ms', '300 ms and more'], ['failing, without the indexes of products', '0 %', '0 %']],
  'slow-queries': ['Database', 'Pages are slow. Nothing is full as long as few come at once, so nobody fails.', ['a listing', '13 ms', '2.9 s'], ['failing', '0 %', '0 %, while the pool lasts']],
  'idle-transaction': ['Database', 'Reservations of those products wait for its locks, and with them all that was read after them.', ['an order', 'confirmed in 0.3 s', 'still open after 8 s'], ['who waits for a lock', 'nobody', 'inventory']],
  'replicas': ['Database', 'Product reads go through the same pool as carts. Needs a lab that was started with --replica.', ['reads from', 'the replica', 'the primary']],
  'pool': ['Connection pools', 'Harmless by itself; with slow statements the jam shows here.', ['connections', '100', '20'], ['waited for', '3 s', '5 s']],
  'pool-exhaustion': ['Connection pools', 'Connections are really held. Requests still work on those that are left.', ['in use', '0 %', '95 %'], ['failing', '0 %', '0 %']],
  'kill': ['Processes', 'Checkouts are still taken if it is a consumer. Lag grows, and orders fail in silence when their shoppers leave.', ['HTTP errors', '0 %', '0 %'], ['failing, after the shoppers’ patience', '0 %', '90 % and more'], ['status', 'OK', 'STOP']],
  'stop': ['Processes', 'As a deploy: a consumer leaves its group in order, and its records wait until it is back.', ['an order', 'confirmed in 0.3 s', 'open until it is back']],
  'pause': ['Processes', 'As a kill, but it keeps its partitions until Kafka misses it.', ['an order', 'confirmed in 0.3 s', 'open after 8 s'], ['status', 'OK', 'STALL']],
  'stalled-outbox': ['Processes', 'Kafka shows no lag, the write-ahead log piles up, and no order ends.', ['lag in Kafka', '0', '0'], ['rows in the outbox', '0', 'grows with every order'], ['an order', 'confirmed in 0.2 s', 'unknown to checkout']],
  'slow-provider': ['Payment', 'checkout gives up before the answer comes, and the order fails.', ['an order', 'confirmed in 0.2 s', 'failed after 6.4 s']],
  'payment-in-transaction': ['Payment', 'Each payment keeps a connection for as long as the provider takes. With a slow provider the pool of checkout runs full.', ['connections held while the provider is asked', '0', '1 for each payment']],
  'dispatch': ['Consumers', 'One record in a transaction, hundreds at once: the demand for connections grows with the lag. That is the naive consumer.', ['records in a transaction', '200', '1'], ['transactions at once', '1', '500']],
  'late-deadline': ['Consumers', 'Work is done for shoppers who have left, and thrown away. Under a backlog all work is.', ['deadline looked at', 'before the work', 'after it']],
  'poison': ['Traffic', 'They are set aside as dead letters; their neighbours go on.', ['dead letters', '0', '+2 a second'], ['failing', '0 %', '0 %']],
  'duplicate-delivery': ['Traffic', 'Every consumer sees every event several times, in another order. Inboxes make one effect of them.', ['records for an order', '4', '12'], ['orders for a cart', '1', '1']],
  'hot-sku': ['Traffic', 'Reservations wait for one row.', ['carts with that product, in 5 s', '0', '150'], ['who waits for a lock', 'nobody', '5 and more']],
  'hot-partition': ['Traffic', 'One lane jams, the others stand idle.', ['carts in that partition', '17 %', '100 %']],
};
export const GROUPS = ['Database', 'Connection pools', 'Processes', 'Consumers', 'Payment', 'Traffic'];
/** What a dialog fills in where the lab has no usual value, and what makes the better show. */
export const USUAL = {kill: {part: 'inventory'}, stop: {part: 'inventory'}, pause: {part: 'inventory'}};

export const DATABASE_ISSUES = [['queries at once', '1 or 2', '43'], ['query p95', '24 ms', '2,829 ms'], ['pool utilization', '7 %', '100 %'], ['without a connection', '0', '3 of 43']];

export const KEYS = [
  ['1 … 9', 'views, in their order'], ['r', 'reset: undo everything'], ['n', 'scenes: begin, and the next'], ['b', 'the scene before'], ['s', 'all scenes: a digit jumps to one'], ['m', 'the whole text of the scene'], ['p', 'projector: figures only'], ['t', 'dark, light, as the system'], ['/', 'find an order'], ['?', 'this list'], ['Esc', 'close, zoom out'],
  ['↑ ↓ ← →', 'in a trace or a flame graph: from bar to bar, close, open'], ['Enter', 'zoom to the chosen bar'],
];
