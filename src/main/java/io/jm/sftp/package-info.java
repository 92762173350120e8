/** An SFTP version 3 client over any two streams; every number and length from the server is validated. */
@NullMarked
package io.jm.sftp;

import org.jspecify.annotations.NullMarked;
