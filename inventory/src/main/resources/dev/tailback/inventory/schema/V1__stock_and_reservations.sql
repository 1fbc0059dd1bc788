-- initial = available + the sum of the reservations of the sku, always.
CREATE TABLE stock (
  sku       text   PRIMARY KEY,
  initial   bigint NOT NULL,
  available bigint NOT NULL CHECK (available >= 0 AND available <= initial)
);

CREATE TABLE reservations (
  order_id uuid NOT NULL,
  sku      text NOT NULL REFERENCES stock,
  quantity int  NOT NULL CHECK (quantity > 0),
  PRIMARY KEY (order_id, sku)
);

-- Orders that ended before anything was set aside for them: if their placing is heard of later (a replayed dead letter),
-- nothing may be set aside any more, because nobody would ever give it back.
CREATE TABLE ended_orders (
  order_id uuid PRIMARY KEY
);
