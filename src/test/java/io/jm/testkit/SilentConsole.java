package io.jm.testkit;

import io.jm.console.Console;
import io.jm.console.StreamConsole;
import java.io.InputStream;
import java.io.OutputStream;

/** A console for tests that ignore the output. */
public final class SilentConsole {
    public static final Console INSTANCE = new StreamConsole(
            InputStream.nullInputStream(), OutputStream.nullOutputStream(), OutputStream.nullOutputStream(), false);

    private SilentConsole() {}
}
