package io.jm.machine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jm.base.ErrorCode;
import io.jm.base.JmException;
import io.jm.go.json.GoJsonWriter;
import io.jm.go.json.JsonReader;
import io.jm.go.json.JsonSyntaxException;
import io.jm.os.AtomicFile;
import io.jm.os.BoundedReader;
import io.jm.os.IoReason;
import io.jm.os.Limits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The file {@code jm.json} of a machine: what jm records and docker-machine's config.json has no key for. docker-machine
 * ignores the file. Most machines have none. Keys that this version does not know are kept.
 *
 * @param path see {@link StoreLayout#extras}
 * @param draft the document of a file that is not there yet, see {@link #content}; null if it is the file's
 */
public record ExtrasFile(Path path, @Nullable ObjectNode draft) {
    private static final String GROUP = "group";
    private static final String SSH_JUMP = "sshJump";
    private static final String CONTEXTS = "contexts";
    private static final String IMPORTED = "imported";
    private static final String SHARES = "shares";
    private static final String FORMER_CA = "formerCa";
    private static final String PERSON = "for";
    private static final String CERTIFICATE = "certificate";
    private static final int MAX_SHARES = 100;
    private static final String UNFINISHED = "unfinished";
    private static final String ADOPTED = "adopted";
    private static final String APPLIED = "applied";

    public ExtrasFile(Path path) {
        this(path, null);
    }

    /**
     * Returns the files of a new machine's directory that these changes lead to, by their names: this one, or none if
     * nothing is changed.
     */
    public static Map<String, byte[]> content(Path path, Consumer<ExtrasFile> changes) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        changes.accept(new ExtrasFile(path, document));
        return document.isEmpty() ? Map.of() : Map.of(String.valueOf(path.getFileName()), text(document));
    }

    private static byte[] text(ObjectNode document) {
        return GoJsonWriter.indented(document).getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Returns the document; an empty one if there is no file.
     *
     * @throws JmException if it is no JSON object, or cannot be read
     */
    public ObjectNode read() {
        if (draft != null) {
            return draft;
        }
        try {
            JsonNode document = JsonReader.read(BoundedReader.file(path, Limits.DOCUMENT));
            if (document instanceof ObjectNode object) {
                return object;
            }
            throw new JmException("Error loading " + path + ": not a JSON object", ErrorCode.STORE, null);
        } catch (NoSuchFileException e) {
            return JsonNodeFactory.instance.objectNode();
        } catch (IOException e) {
            throw new JmException("open " + path + ": " + IoReason.of(e), ErrorCode.STORE, e);
        } catch (JsonSyntaxException e) {
            throw e.within("Error loading " + path).as(ErrorCode.STORE);
        }
    }

    /**
     * Changes the document and replaces the file; without a change nothing is written, and an empty document needs no
     * file. The caller holds the machine's lock.
     *
     * @throws JmException if the file cannot be read or written; it keeps its old content
     */
    public void edit(Consumer<ObjectNode> change) {
        ObjectNode document = read();
        if (draft != null) {
            change.accept(document);
            return;
        }
        ObjectNode old = document.deepCopy();
        change.accept(document);
        if (document.equals(old)) {
            return;
        }
        try {
            if (document.isEmpty()) {
                Files.deleteIfExists(path);
            } else {
                AtomicFile.write(path, text(document), AtomicFile.OWNER_ONLY);
            }
        } catch (IOException e) {
            throw new JmException("write " + path + ": " + IoReason.of(e), ErrorCode.STORE, e);
        }
    }

    /** Returns the group that the machine belongs to; empty if none. */
    public String group() {
        return Fields.text(read(), GROUP);
    }

    /** Records the group; an empty one takes the machine out of its group. */
    public void setGroup(String group) {
        set(GROUP, group);
    }

    /** Returns the hosts through which SSH goes to the machine, separated by commas; empty if none. */
    public String sshJump() {
        return Fields.text(read(), SSH_JUMP);
    }

    /** Records the hosts through which SSH goes to the machine; an empty text means that it goes there directly. */
    public void setSshJump(String hosts) {
        set(SSH_JUMP, hosts);
    }

    private void set(String key, String text) {
        edit(document -> {
            if (text.isEmpty()) {
                document.remove(key);
            } else {
                document.put(key, text);
            }
        });
    }

    /** Returns what {@code apply} recorded; null if the machine was made otherwise. */
    public @Nullable ObjectNode applied() {
        return read().get(APPLIED) instanceof ObjectNode applied ? applied : null;
    }

    /** Records what {@code apply} made of the machine. */
    public void setApplied(ObjectNode applied) {
        edit(document -> document.set(APPLIED, applied));
    }

    /** Whether a creation of the machine began and has not come to its end. */
    public boolean isUnfinished() {
        return Fields.flag(read(), UNFINISHED);
    }

    /** Records that a creation has begun, or has come to its end. */
    public void setUnfinished(boolean unfinished) {
        edit(document -> {
            if (unfinished) {
                document.put(UNFINISHED, true);
            } else {
                document.remove(UNFINISHED);
            }
        });
    }

    /** Whether the machine's engine was there before jm and stays as it is. */
    public boolean isAdopted() {
        return Fields.flag(read(), ADOPTED);
    }

    /** Records whether the machine's engine stays as it is. */
    public void setAdopted(boolean adopted) {
        edit(document -> {
            if (adopted) {
                document.put(ADOPTED, true);
            } else {
                document.remove(ADOPTED);
            }
        });
    }

    /** Whether the engine may still trust the former CA of the store, because a rotation has not come to its end. */
    public boolean trustsFormerCa() {
        return Fields.flag(read(), FORMER_CA);
    }

    /** Records whether the engine may still trust the former CA. */
    public void setTrustsFormerCa(boolean trusts) {
        edit(document -> {
            if (trusts) {
                document.put(FORMER_CA, true);
            } else {
                document.remove(FORMER_CA);
            }
        });
    }

    /** Returns from whom the machine was imported, as user@host; empty if it was not, or only access to its engine. */
    public String importedFrom() {
        JsonNode imported = read().path(IMPORTED);
        JsonNode from = imported.path("from");
        return from.isTextual() && !imported.has(PERSON) ? from.textValue() : "";
    }

    /** Whether only access to the machine's engine was given, and none to its host. */
    public boolean isOnlyEngine() {
        return read().path(IMPORTED).has(PERSON);
    }

    /**
     * Records in a document that is not written yet from where the machine is imported.
     *
     * @param from user@host
     * @param at the time of the export, RFC 3339
     * @param person to whom only access to the engine was given; null if the whole machine was exported
     */
    public static void setImported(ObjectNode document, String from, String at, @Nullable String person) {
        ObjectNode imported = document.putObject(IMPORTED).put("from", from).put("at", at);
        if (person != null) {
            imported.put(PERSON, person);
        }
    }

    /** Returns what holds on another computer too: the document without docker's contexts and what was given to others. */
    public ObjectNode portable() {
        return read().without(List.of(CONTEXTS, SHARES, FORMER_CA));
    }

    /** Returns to whom access was given, the latest last. */
    public List<Share> shares() {
        List<Share> shares = new ArrayList<>();
        for (JsonNode share : read().path(SHARES)) {
            shares.add(new Share(
                    share.path(PERSON).asText(), share.path(CERTIFICATE).asText()));
        }
        return shares;
    }

    /** Records that access was given; of more than {@value #MAX_SHARES} the oldest is forgotten. */
    public void addShare(Share share) {
        edit(document -> {
            ArrayNode shares = document.withArray(SHARES);
            while (shares.size() >= MAX_SHARES) {
                shares.remove(0);
            }
            shares.addObject().put(PERSON, share.person()).put(CERTIFICATE, share.certificate());
        });
    }

    /** Returns the names of the docker contexts that follow the machine. */
    public List<String> contexts() {
        return Fields.list(read(), CONTEXTS);
    }

    /**
     * Records a docker context that follows the machine.
     *
     * @return whether it was not recorded before
     */
    public boolean addContext(String name) {
        List<String> names = new ArrayList<>(contexts());
        if (names.contains(name)) {
            return false;
        }
        names.add(name);
        setContexts(names);
        return true;
    }

    /** Takes a docker context off the record; none of that name is no error. */
    public void removeContext(String name) {
        List<String> names = new ArrayList<>(contexts());
        names.remove(name);
        setContexts(names);
    }

    private void setContexts(List<String> names) {
        edit(document -> {
            if (names.isEmpty()) {
                document.remove(CONTEXTS);
            } else {
                names.forEach(document.putArray(CONTEXTS)::add);
            }
        });
    }
}
