/** Client and server of Go's net/rpc over HTTP CONNECT. */
@NullMarked
package io.jm.go.rpc;

import org.jspecify.annotations.NullMarked;
