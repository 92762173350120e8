/** One small HTTP/1.1 request and reply at a time, over any socket. */
@NullMarked
package io.jm.http;

import org.jspecify.annotations.NullMarked;
