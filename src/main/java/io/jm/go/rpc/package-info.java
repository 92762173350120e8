/** Go's net/rpc over an HTTP CONNECT, both sides. */
@NullMarked
package io.jm.go.rpc;

import org.jspecify.annotations.NullMarked;
