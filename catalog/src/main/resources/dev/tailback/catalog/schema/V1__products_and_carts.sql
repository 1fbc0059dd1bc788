CREATE TABLE products (
  sku         text   PRIMARY KEY,
  name        text   NOT NULL,
  category    text   NOT NULL,
  price_cents bigint NOT NULL CHECK (price_cents > 0)
);

CREATE TABLE carts (
  id           uuid        PRIMARY KEY,
  created_at   timestamptz NOT NULL,
  submitted_at timestamptz,
  trace_id     text
);

CREATE TABLE cart_items (
  cart_id          uuid   NOT NULL REFERENCES carts ON DELETE CASCADE,
  sku              text   NOT NULL REFERENCES products,
  quantity         int    NOT NULL CHECK (quantity > 0),
  unit_price_cents bigint NOT NULL,
  PRIMARY KEY (cart_id, sku)
);
