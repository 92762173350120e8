/** SFTP, version 3, over any two streams: every number and length of the peer is checked before it is believed. */
@NullMarked
package io.jm.sftp;

import org.jspecify.annotations.NullMarked;
