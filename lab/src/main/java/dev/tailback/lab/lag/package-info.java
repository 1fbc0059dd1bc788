/** How far consumers are behind, as flow-alerts tells it. */
@NullMarked
package dev.tailback.lab.lag;

import org.jspecify.annotations.NullMarked;
