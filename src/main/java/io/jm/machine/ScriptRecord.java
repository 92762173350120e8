package io.jm.machine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jm.text.Sha256;
import java.util.ArrayList;
import java.util.List;

/**
 * The scripts of the user for one machine, in {@code jm.json}: those that are to be run with their text, so that a creation
 * can be resumed, and those that were run by name and digest only. The caller holds the machine's lock.
 *
 * @param file the machine's file
 */
public record ScriptRecord(ExtrasFile file) {
    private static final String SCRIPTS = "scripts";
    private static final String NAME = "name";
    private static final String BEFORE = "beforeEngine";
    private static final String TEXT = "text";
    private static final String DIGEST = "sha256";

    /** Returns the scripts that have not been run, in the order in which they are to be run. */
    public List<ProvisionScript> pending() {
        List<ProvisionScript> scripts = new ArrayList<>();
        for (JsonNode entry : file.read().path(SCRIPTS)) {
            if (entry instanceof ObjectNode script && script.path(TEXT).isTextual()) {
                scripts.add(new ProvisionScript(
                        Fields.text(script, NAME), Fields.flag(script, BEFORE), Fields.text(script, TEXT)));
            }
        }
        return scripts;
    }

    /** Records these scripts in place of those that have not been run. */
    public void setPending(List<ProvisionScript> scripts) {
        file.edit(document -> {
            ArrayNode entries = ran(document, "");
            addPending(entries, scripts);
            put(document, entries);
        });
    }

    /** Records that one of the pending scripts has been run. */
    public void setRan(ProvisionScript script) {
        List<ProvisionScript> others = pending();
        others.remove(script);
        file.edit(document -> {
            ArrayNode entries = ran(document, script.name());
            entries.addObject().put(NAME, script.name()).put(DIGEST, Sha256.hex(script.text()));
            addPending(entries, others);
            put(document, entries);
        });
    }

    private static void addPending(ArrayNode entries, List<ProvisionScript> scripts) {
        for (ProvisionScript script : scripts) {
            entries.addObject()
                    .put(NAME, script.name())
                    .put(BEFORE, script.beforeEngine())
                    .put(TEXT, script.text());
        }
    }

    /** Returns the entries of those that were run, without one that is run again. */
    private static ArrayNode ran(ObjectNode document, String again) {
        ArrayNode kept = document.arrayNode();
        for (JsonNode entry : document.path(SCRIPTS)) {
            if (!entry.path(TEXT).isTextual() && !entry.path(NAME).asText().equals(again)) {
                kept.add(entry);
            }
        }
        return kept;
    }

    private static void put(ObjectNode document, ArrayNode entries) {
        if (entries.isEmpty()) {
            document.remove(SCRIPTS);
        } else {
            document.set(SCRIPTS, entries);
        }
    }
}
