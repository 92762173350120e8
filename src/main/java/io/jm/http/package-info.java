/** A minimal HTTP/1.1 client: one request and response per connection, over any socket. */
@NullMarked
package io.jm.http;

import org.jspecify.annotations.NullMarked;
