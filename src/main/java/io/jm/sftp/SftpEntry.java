package io.jm.sftp;

import io.jm.os.PeerName;

/**
 * A file in a listing.
 *
 * @param attributes its own attributes, without following it if it is a symbolic link
 */
public record SftpEntry(PeerName name, SftpAttributes attributes) {}
