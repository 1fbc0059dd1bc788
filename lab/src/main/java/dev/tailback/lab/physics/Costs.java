package dev.tailback.lab.physics;

/**
 * What PostgreSQL works for each thing, in seconds of one core.
 *
 * @param listing a listing of products with their availability
 * @param page one product with its availability
 * @param cart all other requests of a cart up to its checkout
 * @param reservation what setting stock aside costs a transaction, however many orders it has
 * @param order what each order costs besides
 */
record Costs(double listing, double page, double cart, double reservation, double order) {}
