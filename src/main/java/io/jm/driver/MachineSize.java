package io.jm.driver;

/**
 * The size that a machine is to have; 0 leaves a value as it is.
 *
 * @param memoryMb the memory in MB
 * @param cpus the number of CPUs
 * @param diskMb the size of the disk in MB
 */
public record MachineSize(int memoryMb, int cpus, int diskMb) {
    /** Returns whether nothing is to change. */
    public boolean isUnchanged() {
        return memoryMb == 0 && cpus == 0 && diskMb == 0;
    }
}
