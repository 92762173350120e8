package io.jm.archive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jm.base.JmException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

class ExportArchiveTest {
    private static final String MANIFEST =
            "{\"Version\":1,\"Jm\":\"0.1.0\",\"From\":\"you@host\",\"At\":\"2026-11-27T14:00:00Z\",\"Store\":\"/s\","
                    + "\"Machines\":[{\"Name\":\"box\",\"Driver\":\"none\",\"For\":null,\"Removed\":[]}]}";

    private static byte[] zip(Map<String, String> entries) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, String> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
        return out.toByteArray();
    }

    private static Map<String, String> valid() {
        Map<String, String> entries = new LinkedHashMap<>();
        entries.put("jm-export.json", MANIFEST);
        entries.put("machines/box/config.json", "{}");
        return entries;
    }

    private static String refusal(Map<String, String> entries) throws IOException {
        byte[] zip = zip(entries);
        return assertThrows(JmException.class, () -> ExportArchive.of(zip)).getMessage();
    }

    @Test
    void readsWhatItWrote() {
        MachineFiles files = new MachineFiles();
        files.put("config.json", new byte[] {'{', '}'});
        files.put("id_ed25519.pub", new byte[] {1, 2, 3});
        Manifest.Entry entry = new Manifest.Entry("box", "none", null, List.of("Driver.Token"));
        Manifest manifest = new Manifest("jm", "you@host", "2026-11-27T14:00:00Z", "/s", List.of(entry));
        ExportArchive read = ExportArchive.of(new ExportArchive(manifest, Map.of("box", files)).toBytes());
        assertEquals(manifest, read.manifest());
        MachineFiles box = read.machines().get("box");
        assertNotNull(box);
        assertArrayEquals(new byte[] {1, 2, 3}, box.get("id_ed25519.pub"));
    }

    @Test
    void refusesEveryEntryThatAnExportDoesNotHave() throws IOException {
        for (String name : List.of(
                "machines/box/../../x",
                "../machines/box/key.pem",
                "/etc/passwd",
                "machines/box/sub/key.pem",
                "machines/other/key.pem",
                "machines/box/id_../x",
                "machines/box/.ssh",
                "machines\\box\\key.pem",
                "machines/box/")) {
            Map<String, String> entries = valid();
            entries.put(name, "x");
            assertTrue(refusal(entries).startsWith("not an export of jm: it has the entry "), name);
        }
    }

    @Test
    void refusesImpossibleNamesOfMachines() throws IOException {
        for (String name : List.of("../x", "", ".", "..", "a/b", "a b", "-x", "a\\u0000")) {
            Map<String, String> entries = valid();
            entries.put("jm-export.json", MANIFEST.replace("\"box\"", "\"" + name + "\""));
            assertTrue(refusal(entries).startsWith("not an export of jm"), name);
        }
    }

    @Test
    void refusesAFileOfANewerVersion() throws IOException {
        Map<String, String> entries = valid();
        entries.put("jm-export.json", MANIFEST.replace("\"Version\":1", "\"Version\":2"));
        assertEquals("this file was made by a newer jm: update jm", refusal(entries));
    }

    @Test
    void refusesWhatIsTooLarge() throws IOException {
        Map<String, String> entries = valid();
        entries.put("machines/box/known_hosts", "x".repeat((1 << 20) + 1));
        assertEquals("not an export of jm: it has too much content", refusal(entries));
    }

    @Test
    void refusesTooManyEntries() throws IOException {
        Map<String, String> entries = valid();
        for (int i = 0; i < 1001; i++) {
            entries.put("machines/box/id_" + i, "x");
        }
        assertTrue(refusal(entries).contains("too many entries"));
    }

    @Test
    void writesNoMoreThanItReads() {
        MachineFiles files = new MachineFiles();
        files.put(MachineFiles.CONFIG, new byte[] {'{', '}'});
        for (int i = 0; i < 998; i++) {
            files.put("id_" + i, new byte[] {'x'});
        }
        Manifest.Entry entry = new Manifest.Entry("box", "none", null, List.of());
        Manifest manifest = new Manifest("jm", "you@host", "2026-11-27T14:00:00Z", "/s", List.of(entry));
        ExportArchive archive = new ExportArchive(manifest, Map.of("box", files));
        assertEquals(manifest, ExportArchive.of(archive.toBytes()).manifest());
        files.put("id_more", new byte[] {'x'});
        assertEquals(
                "too many machines for one file: export some of them at a time",
                assertThrows(JmException.class, archive::toBytes).getMessage());
    }

    @Test
    void refusesOtherFiles() throws IOException {
        assertTrue(refusal(Map.of()).startsWith("not an export of jm"));
        assertTrue(refusal(Map.of("jm-export.json", "{")).startsWith("not an export of jm"));
        assertTrue(refusal(Map.of("jm-export.json", MANIFEST)).contains("machines/box/config.json"));
        assertThrows(JmException.class, () -> ExportArchive.of("no zip".getBytes(StandardCharsets.UTF_8)));
    }
}
