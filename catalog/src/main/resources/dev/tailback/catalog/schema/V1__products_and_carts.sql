CREATE TABLE products (
  sku         text   PRIMARY KEY,
  name        text   NOT NULL,
  category    text   NOT NULL,
  price_cents bigint NOT NULL CHECK (price_cents > 0)
);

-- The search in a category, by price; without it every search reads the whole table.
CREATE INDEX idx_products_category ON products (category, price_cents, sku);

-- What is probably left of each product: a view of inventory's stock, a little behind it.
CREATE TABLE product_availability (
  sku            text   NOT NULL,
  stock_quantity bigint NOT NULL CHECK (stock_quantity >= 0)
);

-- Not a primary key: the lab drops and restores it, and a listing looks up its stock quantities through it alone.
CREATE UNIQUE INDEX idx_products_stock_quantity ON product_availability (sku);

CREATE TABLE carts (
  id           uuid        PRIMARY KEY,
  created_at   timestamptz NOT NULL,
  submitted_at timestamptz,
  trace_id     text,
  outcome      text        CHECK (outcome IN ('confirmed', 'rejected', 'cancelled', 'failed')),
  reason       text,
  CHECK (reason IS NULL OR outcome IS NOT NULL)
);

CREATE TABLE cart_items (
  cart_id          uuid   NOT NULL REFERENCES carts ON DELETE CASCADE,
  sku              text   NOT NULL REFERENCES products,
  quantity         int    NOT NULL CHECK (quantity > 0),
  unit_price_cents bigint NOT NULL,
  PRIMARY KEY (cart_id, sku)
);

-- Requests that came with an Idempotency-Key, and what they were answered.
CREATE TABLE idempotency_keys (
  key         text        PRIMARY KEY,
  fingerprint text        NOT NULL,
  answer      json,
  created_at  timestamptz NOT NULL
);

CREATE INDEX idx_idempotency_keys_created_at ON idempotency_keys (created_at);
