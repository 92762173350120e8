/** Keys, certificates and TLS connections. */
@NullMarked
package io.jm.tls;

import org.jspecify.annotations.NullMarked;
