/** What flow-alerts tells of itself: to its own rules and lists, and to another backend where one is named. */
@NullMarked
package dev.tailback.flowalerts.own;

import org.jspecify.annotations.NullMarked;
