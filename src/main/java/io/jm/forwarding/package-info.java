/** Makes ports that containers publish reachable on this host, and keeps the clock of such machines right. */
@NullMarked
package io.jm.forwarding;

import org.jspecify.annotations.NullMarked;
