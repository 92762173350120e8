/** How a client reaches a machine's engine: addresses, certificates, checks, environment variables. */
@NullMarked
package io.jm.connection;

import org.jspecify.annotations.NullMarked;
