package io.jm.dockercli;

/**
 * The mark that jm puts on the contexts which it makes, under the key {@code Metadata.jm}. docker's CLI keeps it when a
 * context is updated, and shows it in {@code docker context inspect}.
 *
 * @param machine the name of the machine
 * @param store the directory of the store that has the machine
 * @param kind how docker reaches the engine, see {@link ContextKind}
 */
public record ContextOwner(String machine, String store, String kind) {}
