/** What every stage is besides its business: settings, health, manners over HTTP, wiring of the two halves. */
@NullMarked
package dev.tailback.stage;

import org.jspecify.annotations.NullMarked;
