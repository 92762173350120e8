package io.jm.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jm.base.JmException;
import io.jm.driver.Driver;
import io.jm.driver.DriverContext;
import io.jm.driver.DriverName;
import io.jm.driver.DriverNotFoundException;
import io.jm.driver.Existence;
import io.jm.machine.ExtrasFile;
import io.jm.machine.StoreLayout;
import io.jm.os.Environment;
import io.jm.store.FileStore;
import io.jm.store.MachineDocument;
import io.jm.testkit.IdleDriver;
import io.jm.testkit.Jm;
import io.jm.testkit.OwnDrivers;
import io.jm.testkit.SilentConsole;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RmGoneTest {
    private final List<String> removed = Collections.synchronizedList(new ArrayList<>());
    private FileStore store;
    private Jm jm;

    @BeforeEach
    void open(@TempDir Path root) {
        store = new FileStore(new StoreLayout(root), "jm", SilentConsole.INSTANCE);
        Environment environment = new Environment(Map.of("MACHINE_STORAGE_PATH", root.toString()), root, "jm", false);
        jm = OwnDrivers.jm(environment, this::driver);
        for (String name : List.of("gone-1", "there", "gone-2", "denied", "silent")) {
            add(name, "cloud");
        }
    }

    private Driver driver(DriverName name, DriverContext context) {
        return switch (name.text()) {
            case "cloud" -> new Cloud(context);
            case "host" -> new IdleDriver(context);
            default -> throw new DriverNotFoundException(name.text(), "Get it from its authors.");
        };
    }

    /** A driver that answers by the name of its machine. */
    private final class Cloud extends IdleDriver {
        Cloud(DriverContext context) {
            super(context);
        }

        @Override
        public Existence existence() {
            String name = context.machineName();
            if (name.equals("denied")) {
                throw new JmException("the token was refused");
            }
            if (name.equals("silent")) {
                throw new JmException("no answer: instance not found in time");
            }
            return name.startsWith("gone") ? Existence.GONE : Existence.EXISTS;
        }

        @Override
        public void remove() {
            if (context.machineName().equals("gone-stuck")) {
                throw new JmException("its volume is in use");
            }
            removed.add(context.machineName());
        }
    }

    private void add(String name, String driver) {
        store.save(new MachineDocument(store.layout(), name, new MachineDocument.Certificates("", "", "", ""))
                .machine(name, driver));
    }

    @Test
    void removesOnlyWhatIsGone() {
        Jm.Result result =
                jm.run("rm", "--gone", "-y", "gone-1", "there", "gone-2").succeeded();
        assertEquals("""
                gone-1: gone: its provider no longer has it
                there: exists
                gone-2: gone: its provider no longer has it
                Successfully removed gone-1
                Successfully removed gone-2
                """, result.out());
        assertEquals(List.of("denied", "silent", "there"), store.names());
        assertEquals(List.of("gone-1", "gone-2"), removed, "what else is left of them is deleted too");
    }

    @Test
    void withoutNamesAllMachinesAreAskedAndAnErrorIsNotAnAnswer() {
        Jm.Result result = jm.run("rm", "--gone", "-y").failed();
        assertEquals(List.of("denied", "silent", "there"), store.names());
        assertEquals("""
                Not known whether "denied" is gone, so it stays: the token was refused
                Not known whether "silent" is gone, so it stays: no answer: instance not found in time
                """, result.err());
    }

    @Test
    void asksOnceAndNoRemovesNothing() {
        Jm.Result result =
                jm.typing("n\n").run("rm", "--gone", "gone-1", "gone-2").succeeded();
        assertTrue(result.out().contains("Remove gone-1, gone-2, with what else"), result.out());
        assertEquals(5, store.names().size());
        jm.typing("y\n").run("rm", "--gone", "gone-1", "gone-2").succeeded();
        assertEquals(3, store.names().size());
    }

    @Test
    void noAnswerToTheQuestionRemovesNothing() {
        jm.run("rm", "--gone", "gone-1").failed();
        assertTrue(store.exists("gone-1"));
    }

    @Test
    void aDriverThatCannotTellLeavesItsMachine() {
        add("box", "host");
        assertEquals(
                "box: stays: its driver \"host\" cannot tell whether it is gone\nNo machine was removed\n",
                jm.run("rm", "--gone", "-y", "box").succeeded().all());
        assertTrue(store.exists("box"));
    }

    @Test
    void aMissingDriverLeavesItsMachine() {
        add("box", "elsewhere");
        Jm.Result result = jm.run("rm", "--gone", "-y", "box").failed();
        assertTrue(result.err().contains("Get it from its authors."), result.err());
        assertTrue(store.exists("box"));
    }

    @Test
    void aMachineWhoseCreationIsNotFinishedStays() {
        new ExtrasFile(store.layout().extras("gone-1")).setUnfinished(true);
        assertEquals(
                "gone-1: stays: its creation is not finished\nNo machine was removed\n",
                jm.run("rm", "--gone", "-y", "gone-1").succeeded().all());
        assertTrue(store.exists("gone-1"));
    }

    @Test
    void whatIsLeftAtTheProviderKeepsTheRecord() {
        add("gone-stuck", "cloud");
        Jm.Result result = jm.run("rm", "--gone", "-y", "gone-stuck", "gone-1").failed();
        assertEquals("Error removing host \"gone-stuck\": its volume is in use\n", result.err());
        assertTrue(store.exists("gone-stuck"));
        assertEquals(List.of("gone-1"), removed);
    }

    @Test
    void onlyTheMachinesOfTheGroupAreAsked() {
        new ExtrasFile(store.layout().extras("gone-2")).setGroup("web");
        assertEquals(
                "gone-2: gone: its provider no longer has it\nSuccessfully removed gone-2\n",
                jm.run("rm", "--gone", "-y", "--group", "web").succeeded().all());
        assertEquals(4, store.names().size());
    }

    @Test
    void forceAndForgetAreRefused() {
        assertTrue(jm.run("rm", "--gone", "--force", "gone-1").failed().err().contains("without --force"));
        assertTrue(jm.run("rm", "--gone", "--forget", "gone-1").failed().err().contains("without --force"));
        assertEquals(5, store.names().size());
    }

    @Test
    void aNameThatDoesNotExistIsAnError() {
        Jm.Result result = jm.run("rm", "--gone", "-y", "nobody", "gone-1").failed();
        assertTrue(result.err().contains("Docker machine \"nobody\" does not exist"), result.err());
        assertEquals(List.of("gone-1"), removed);
    }
}
