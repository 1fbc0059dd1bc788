-- What is set aside for an order that was confirmed is the shopper's: nothing gives it back.
ALTER TABLE reservations ADD COLUMN sold boolean NOT NULL DEFAULT false;
