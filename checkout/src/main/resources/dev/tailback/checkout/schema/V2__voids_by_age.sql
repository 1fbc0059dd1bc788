CREATE INDEX voids_voided_at ON voids (voided_at) WHERE voided_at IS NOT NULL;
