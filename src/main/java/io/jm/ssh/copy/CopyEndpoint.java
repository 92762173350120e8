package io.jm.ssh.copy;

import io.jm.ssh.SshTarget;
import org.jspecify.annotations.Nullable;

/**
 * The source or the destination of a copy.
 *
 * @param target the machine, or null for this computer
 * @param path the path there; empty for the SSH user's home directory
 */
public record CopyEndpoint(@Nullable SshTarget target, String path) {}
