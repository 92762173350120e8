/** The certificate authority, client and server certificates in the store and in machines' directories. */
@NullMarked
package io.jm.certs;

import org.jspecify.annotations.NullMarked;
