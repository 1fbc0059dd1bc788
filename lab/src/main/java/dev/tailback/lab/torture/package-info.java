/**
 * Tries to make the shop lose or double something: load and a seeded schedule of faults on real processes of its own, then
 * the audit.
 */
@NullMarked
package dev.tailback.lab.torture;

import org.jspecify.annotations.NullMarked;
