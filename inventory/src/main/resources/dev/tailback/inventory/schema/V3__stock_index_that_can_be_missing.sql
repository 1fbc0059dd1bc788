-- Not a primary key: the lab drops and restores this index while the shop runs, and every reservation looks up its stock
-- through it alone. A foreign key would need a key that stays, so reservations have none any more; what is set aside was
-- found in stock and locked there by the same transaction, and nothing is ever deleted from stock.
ALTER TABLE reservations DROP CONSTRAINT reservations_sku_fkey;
ALTER TABLE stock DROP CONSTRAINT stock_pkey;
ALTER TABLE stock ALTER COLUMN sku SET NOT NULL;
CREATE UNIQUE INDEX idx_stock_sku ON stock (sku);
