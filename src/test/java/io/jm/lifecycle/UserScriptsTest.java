package io.jm.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jm.base.JmException;
import io.jm.machine.ExtrasFile;
import io.jm.machine.ProvisionScript;
import io.jm.machine.ScriptRecord;
import io.jm.machine.StoreLayout;
import io.jm.provision.host.DryRunHost;
import io.jm.provision.host.Host;
import io.jm.provision.host.HostFacts;
import io.jm.ssh.SshReply;
import io.jm.testkit.RecordingConsole;
import io.jm.testkit.ScriptedHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UserScriptsTest {
    private final ScriptedHost remote = new ScriptedHost("ID=debian\n");
    private final RecordingConsole console = new RecordingConsole();
    private ScriptRecord record = new ScriptRecord(new ExtrasFile(Path.of("")));
    private StoreLayout layout = new StoreLayout(Path.of(""));

    @BeforeEach
    void recordThree(@TempDir Path root) throws IOException {
        layout = new StoreLayout(root);
        Files.createDirectories(layout.machine("box"));
        record = new ScriptRecord(new ExtrasFile(layout.extras("box")));
        record.setPending(List.of(script("one", false), script("zero", true), script("two", false)));
    }

    private static ProvisionScript script(String name, boolean before) {
        return new ProvisionScript(name, before, "echo " + name + "\n");
    }

    private Host host() {
        return new Host(remote, HostFacts.parse(remote.query(HostFacts.COMMAND).output()));
    }

    private void run(boolean before) {
        new UserScripts(layout, "box", console.console()).run(host(), before);
    }

    @Test
    void eachKindIsRunAsRootInItsOrderAndOnce() {
        run(true);
        assertEquals(List.of("sudo sh < zero: echo zero\n"), remote.changes);
        run(false);
        run(true);
        run(false);
        assertEquals(
                List.of("sudo sh < zero: echo zero\n", "sudo sh < one: echo one\n", "sudo sh < two: echo two\n"),
                remote.changes);
        assertTrue(console.out().contains("Running the provision script one...\n"), console.out());
    }

    @Test
    void aFailureEndsTheRunAndTheNextOneGoesOnThere() {
        remote.answers.put("echo one", new SshReply(7, "x\n".repeat(100) + "no such package\n"));
        String message = assertThrows(JmException.class, () -> run(false)).getMessage();
        assertTrue(message.startsWith("the provision script one failed: exit status 7\nx\n"), message);
        assertTrue(message.contains("no such package\nAll of its output is in " + layout.provisionLog("box")), message);
        assertEquals(32, message.lines().count());
        remote.answers.clear();
        remote.changes.clear();
        run(false);
        assertEquals(List.of("sudo sh < one: echo one\n", "sudo sh < two: echo two\n"), remote.changes);
        assertEquals(List.of(script("zero", true)), record.pending());
    }

    @Test
    void aPlanPrintsTheScriptsAndRunsNone() {
        Host dry = new Host(new DryRunHost(remote, console.console()), host().facts());
        ProvisionScript odd = new ProvisionScript("odd", false, "cat <<EOF\nx\nEOF");
        UserScripts.rehearse(dry, List.of(script("zero", true), odd), false);
        assertEquals("""
                sudo sh <<'EOF_'   # odd
                cat <<EOF
                x
                EOF
                EOF_
                """, console.out());
        assertEquals(List.of(), remote.changes);
    }
}
