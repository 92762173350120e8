package io.jm.ssh;

import io.jm.console.Console;
import net.schmizz.sshj.common.LoggerFactory;
import org.slf4j.Logger;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;
import org.slf4j.helpers.NOPLogger;

/**
 * Lets sshj's remarks about the connection reach the console while debugging. The other parts of sshj stay silent:
 * they write down commands and packets, in which there may be secrets.
 */
final class SshjLog implements LoggerFactory {
    private final Console console;

    SshjLog(Console console) {
        this.console = console;
    }

    @Override
    public Logger getLogger(String name) {
        boolean harmless = name.endsWith(".TransportImpl") || name.endsWith(".KeyExchanger");
        return harmless && console.debugging() ? new ConsoleLogger(console) : NOPLogger.NOP_LOGGER;
    }

    @Override
    public Logger getLogger(Class<?> type) {
        return getLogger(type.getName());
    }

    private static final class ConsoleLogger extends LegacyAbstractLogger {
        private static final long serialVersionUID = 1L;

        private final transient Console console;

        ConsoleLogger(Console console) {
            this.console = console;
        }

        @Override
        public boolean isTraceEnabled() {
            return false;
        }

        @Override
        public boolean isDebugEnabled() {
            return false;
        }

        @Override
        public boolean isInfoEnabled() {
            return true;
        }

        @Override
        public boolean isWarnEnabled() {
            return true;
        }

        @Override
        public boolean isErrorEnabled() {
            return true;
        }

        @Override
        protected String getFullyQualifiedCallerName() {
            return "";
        }

        @Override
        protected void handleNormalizedLoggingCall(
                Level level, Marker marker, String message, Object[] arguments, Throwable throwable) {
            // on one line, or a server could write lines of its own into the log
            console.debug("ssh: " + PeerReason.line(MessageFormatter.basicArrayFormat(message, arguments)));
        }
    }
}
