package io.jm.testkit;

import io.jm.base.JmException;
import io.jm.driver.Capabilities;
import io.jm.driver.Driver;
import io.jm.driver.DriverContext;
import io.jm.driver.DriverFactory;
import io.jm.driver.DriverName;
import io.jm.driver.DriverNotFoundException;
import io.jm.driver.MachineState;
import io.jm.drivers.none.NoneDriver;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Drivers that report what is in their machine's record; every name except {@code missing} is one of a driver. */
public final class FakeDrivers implements DriverFactory {
    /** How many drivers were opened. */
    public final AtomicInteger opened = new AtomicInteger();

    public Capabilities capabilities = Capabilities.RECORD;

    private final CountDownLatch silence;

    /**
     * Prepares drivers.
     *
     * @param silence until when those that hang wait, unless their timeout is over before
     */
    public FakeDrivers(CountDownLatch silence) {
        this.silence = silence;
    }

    @Override
    public Driver open(DriverName driver, DriverContext context) {
        String name = driver.text();
        opened.incrementAndGet();
        if (name.equals("missing")) {
            throw new DriverNotFoundException(name);
        }
        return new FakeDriver(name, context);
    }

    private final class FakeDriver extends IdleDriver {
        private final String name;
        private final Duration timeout;
        /** Answers what the user specified about a recorded engine. */
        private final Driver none;

        FakeDriver(String name, DriverContext context) {
            super(context);
            this.name = name;
            this.timeout = context.timeout();
            this.none = new NoneDriver(context);
        }

        /** Gives up when the code that opened the driver would, as the calls of a plugin do. */
        private void hang() {
            try {
                silence.await(timeout.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw new JmException("no answer");
        }

        @Override
        public String driverName() {
            return name;
        }

        @Override
        public String url() {
            if (!text("URLError").isEmpty()) {
                throw new JmException(text("URLError"));
            }
            if (text("Hangs").equals("url")) {
                hang();
            }
            return text("URL");
        }

        @Override
        public MachineState state() {
            if (!text("StateError").isEmpty()) {
                throw new JmException(text("StateError"));
            }
            if (text("Hangs").equals("state")) {
                hang();
            }
            return text("State").isEmpty() ? MachineState.RUNNING : MachineState.valueOf(text("State"));
        }

        @Override
        public boolean forwardsPorts() {
            if (!text("ForwardsError").isEmpty()) {
                throw new JmException(text("ForwardsError"));
            }
            return false;
        }

        @Override
        public Capabilities capabilities() {
            return capabilities;
        }

        @Override
        public boolean tlsDisabled() {
            return none.tlsDisabled();
        }

        @Override
        public int sshPort() {
            return capabilities.ssh() ? super.sshPort() : none.sshPort();
        }

        @Override
        public String sshUsername() {
            return capabilities.ssh() ? super.sshUsername() : none.sshUsername();
        }

        @Override
        public String sshKeyPath() {
            return capabilities.ssh() ? super.sshKeyPath() : none.sshKeyPath();
        }
    }
}
