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
