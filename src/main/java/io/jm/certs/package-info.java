/** Creates and renews CA, client and server certificates, and copies them to machine directories. */
@NullMarked
package io.jm.certs;

import org.jspecify.annotations.NullMarked;
