/** Tells of incidents outside: to Alertmanagers and to webhooks that the operator's file names, and to nobody else. */
@NullMarked
package dev.tailback.flowalerts.incidents.notify;

import org.jspecify.annotations.NullMarked;
