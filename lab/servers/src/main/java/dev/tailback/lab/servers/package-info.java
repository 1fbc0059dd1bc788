/** What the shop runs on: a real KRaft broker and a real PostgreSQL, started from jars. */
@NullMarked
package dev.tailback.lab.servers;

import org.jspecify.annotations.NullMarked;
