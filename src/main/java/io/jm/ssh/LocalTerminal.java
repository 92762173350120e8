package io.jm.ssh;

import io.jm.base.JmException;
import io.jm.os.Programs;
import io.jm.os.Signals;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import net.schmizz.sshj.connection.channel.direct.PTYMode;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.ControlChar;
import org.jline.terminal.Attributes.ControlFlag;
import org.jline.terminal.Attributes.InputFlag;
import org.jline.terminal.Attributes.LocalFlag;
import org.jline.terminal.Attributes.OutputFlag;
import org.jline.terminal.Size;
import org.jline.terminal.impl.exec.ExecPty;
import org.jline.terminal.impl.exec.ExecTerminalProvider;
import org.jline.terminal.spi.Pty;
import org.jline.terminal.spi.SystemStream;
import org.jspecify.annotations.Nullable;

/**
 * The user's terminal on standard input. In raw mode every key, also Ctrl-C, is sent to the remote side. The former
 * mode is restored on close and when a signal ends the process.
 */
public final class LocalTerminal implements AutoCloseable {
    private final Pty pty;
    private final Attributes before;
    private final Thread restoreHook = new Thread(this::restore, "terminal-restore");
    private boolean raw;

    private LocalTerminal(Pty pty, Attributes before) {
        this.pty = pty;
        this.before = before;
    }

    /** Returns the terminal, or null if standard input is not one. */
    static @Nullable LocalTerminal open() {
        // JLine's own check loads a native library if there is no terminal, and new JDKs print a warning about that
        if (!Programs.isTerminal(0)) {
            return null;
        }
        try {
            Pty pty = ExecPty.current(new ExecTerminalProvider(), SystemStream.Output);
            return new LocalTerminal(pty, pty.getAttr());
        } catch (IOException e) {
            return null;
        }
    }

    /** Whether standard output is a terminal. */
    public static boolean showsOutput() {
        return Programs.isTerminal(1);
    }

    Size size() {
        try {
            return pty.getSize();
        } catch (IOException e) {
            return new Size(80, 24);
        }
    }

    /** Returns the terminal modes that OpenSSH sends too: the control characters and the main flags (RFC 4254, 8). */
    Map<PTYMode, Integer> modes() {
        Map<PTYMode, Integer> modes = new EnumMap<>(PTYMode.class);
        character(modes, PTYMode.VINTR, ControlChar.VINTR);
        character(modes, PTYMode.VQUIT, ControlChar.VQUIT);
        character(modes, PTYMode.VERASE, ControlChar.VERASE);
        character(modes, PTYMode.VKILL, ControlChar.VKILL);
        character(modes, PTYMode.VEOF, ControlChar.VEOF);
        character(modes, PTYMode.VSTART, ControlChar.VSTART);
        character(modes, PTYMode.VSTOP, ControlChar.VSTOP);
        character(modes, PTYMode.VSUSP, ControlChar.VSUSP);
        character(modes, PTYMode.VWERASE, ControlChar.VWERASE);
        character(modes, PTYMode.VLNEXT, ControlChar.VLNEXT);
        modes.put(PTYMode.ICRNL, bit(before.getInputFlag(InputFlag.ICRNL)));
        modes.put(PTYMode.IXON, bit(before.getInputFlag(InputFlag.IXON)));
        modes.put(PTYMode.ISIG, bit(before.getLocalFlag(LocalFlag.ISIG)));
        modes.put(PTYMode.ICANON, bit(before.getLocalFlag(LocalFlag.ICANON)));
        modes.put(PTYMode.ECHO, bit(before.getLocalFlag(LocalFlag.ECHO)));
        modes.put(PTYMode.ECHOE, bit(before.getLocalFlag(LocalFlag.ECHOE)));
        modes.put(PTYMode.ECHOK, bit(before.getLocalFlag(LocalFlag.ECHOK)));
        modes.put(PTYMode.IEXTEN, bit(before.getLocalFlag(LocalFlag.IEXTEN)));
        modes.put(PTYMode.OPOST, bit(before.getOutputFlag(OutputFlag.OPOST)));
        modes.put(PTYMode.ONLCR, bit(before.getOutputFlag(OutputFlag.ONLCR)));
        modes.put(PTYMode.CS8, bit(before.getControlFlag(ControlFlag.CS8)));
        return modes;
    }

    private void character(Map<PTYMode, Integer> modes, PTYMode mode, ControlChar name) {
        int value = before.getControlChar(name);
        if (value >= 0) {
            modes.put(mode, value);
        }
    }

    private static int bit(boolean on) {
        return on ? 1 : 0;
    }

    /** Switches to raw mode: keys arrive one by one and unchanged. */
    void makeRaw() {
        Attributes attributes = new Attributes(before);
        for (InputFlag flag : new InputFlag[] {
            InputFlag.IGNBRK,
            InputFlag.BRKINT,
            InputFlag.PARMRK,
            InputFlag.ISTRIP,
            InputFlag.INLCR,
            InputFlag.IGNCR,
            InputFlag.ICRNL,
            InputFlag.IXON,
            InputFlag.IXANY,
            InputFlag.IXOFF
        }) {
            attributes.setInputFlag(flag, false);
        }
        attributes.setOutputFlag(OutputFlag.OPOST, false);
        for (LocalFlag flag : new LocalFlag[] {
            LocalFlag.ECHO,
            LocalFlag.ECHOE,
            LocalFlag.ECHOK,
            LocalFlag.ECHONL,
            LocalFlag.ICANON,
            LocalFlag.ISIG,
            LocalFlag.IEXTEN
        }) {
            attributes.setLocalFlag(flag, false);
        }
        attributes.setControlChar(ControlChar.VMIN, 1);
        attributes.setControlChar(ControlChar.VTIME, 0);
        Runtime.getRuntime().addShutdownHook(restoreHook);
        raw = true;
        try {
            pty.setAttr(attributes);
        } catch (IOException e) {
            throw new JmException("cannot set the terminal to raw mode: " + e.getMessage(), e);
        }
    }

    /** Calls {@code listener} each time the window size has changed. */
    void onResize(Runnable listener) {
        Signals.onWindowChange(listener);
    }

    private synchronized void restore() {
        if (!raw) {
            return;
        }
        raw = false;
        try {
            pty.setAttr(before);
        } catch (IOException e) {
            // the terminal is gone: nothing to restore
            return;
        }
    }

    @Override
    public void close() {
        boolean wasRaw = raw;
        restore();
        if (wasRaw) {
            try {
                Runtime.getRuntime().removeShutdownHook(restoreHook);
            } catch (IllegalStateException e) {
                // the process is already ending, and the hook restores the terminal
                return;
            }
        }
    }
}
