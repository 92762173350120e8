// client calls a driver plugin as docker-machine does, with Go's own net/rpc and gob. It starts the plugin program
// given as its first argument, runs the life cycle of a machine of the none driver, and prints the responses.
package main

import (
	"bufio"
	"encoding/gob"
	"fmt"
	"net/rpc"
	"os"
	"os/exec"
	"sort"
	"strings"
	"time"
)

type RPCFlags struct{ Values map[string]interface{} }
type StringFlag struct{ Name, Usage, EnvVar, Value string }
type StringSliceFlag struct {
	Name, Usage, EnvVar string
	Value               []string
}
type IntFlag struct {
	Name, Usage, EnvVar string
	Value               int
}
type BoolFlag struct{ Name, Usage, EnvVar string }

type nothing struct{}

func check(err error) {
	if err != nil {
		fmt.Println("FAILED", err)
		os.Exit(1)
	}
}

func main() {
	gob.RegisterName("*rpcdriver.RPCFlags", new(RPCFlags))
	gob.RegisterName("*mcnflag.StringFlag", new(StringFlag))
	gob.RegisterName("*mcnflag.StringSliceFlag", new(StringSliceFlag))
	gob.RegisterName("*mcnflag.IntFlag", new(IntFlag))
	gob.RegisterName("*mcnflag.BoolFlag", new(BoolFlag))
	store := os.Args[1]
	command := exec.Command(os.Args[2], os.Args[3:]...)
	command.Env = append(os.Environ(), "MACHINE_PLUGIN_TOKEN=42", "MACHINE_PLUGIN_DRIVER_NAME=none")
	command.Stderr = os.Stderr
	out, err := command.StdoutPipe()
	check(err)
	check(command.Start())
	address, err := bufio.NewReader(out).ReadString('\n')
	check(err)
	client, err := rpc.DialHTTP("tcp", strings.TrimSpace(address))
	check(err)

	call := func(method string, argument interface{}, reply interface{}) error {
		return client.Call("RPCServerDriver."+method, argument, reply)
	}
	var none nothing
	version := 0
	check(call("GetVersion", nothing{}, &version))
	fmt.Println("version", version)
	check(client.Call("RpcServerDriver.GetVersion", nothing{}, &version))
	base := `{"IPAddress":"","MachineName":"box","SSHUser":"","SSHPort":0,"SSHKeyPath":"","StorePath":"` + store +
		`","SwarmMaster":false,"SwarmHost":"","SwarmDiscovery":""}`
	check(call("SetConfigRaw", []byte(base), &none))
	var flags []interface{}
	check(call("GetCreateFlags", nothing{}, &flags))
	names := []string{}
	for _, flag := range flags {
		switch f := flag.(type) {
		case *StringFlag:
			names = append(names, f.Name+" string")
		case *IntFlag:
			names = append(names, f.Name+" int")
		case *BoolFlag:
			names = append(names, f.Name+" bool")
		case *StringSliceFlag:
			names = append(names, f.Name+" strings")
		}
	}
	sort.Strings(names)
	fmt.Println("flags", strings.Join(names, ", "))

	empty := &RPCFlags{Values: map[string]interface{}{"url": "", "tls-san": []string{}, "none-ssh-port": 0}}
	var options interface{} = empty
	fmt.Println("without url:", call("SetConfigFromFlags", &options, &none))
	options = &RPCFlags{Values: map[string]interface{}{
		"url": "tcp://192.0.2.1:2376", "swarm-master": false, "tls-san": []string{"a", "b"}, "none-ssh-port": 2222}}
	check(call("SetConfigFromFlags", &options, &none))
	check(call("PreCreateCheck", nothing{}, &none))
	check(call("Create", nothing{}, &none))
	var text string
	for _, method := range []string{"DriverName", "GetMachineName", "GetURL", "GetIP"} {
		check(call(method, nothing{}, &text))
		fmt.Println(method, text)
	}
	state := 0
	check(call("GetState", nothing{}, &state))
	fmt.Println("state", state)
	fmt.Println("stop:", call("Stop", nothing{}, &none))
	fmt.Println("unknown:", call("Upgrade", nothing{}, &none))
	fmt.Println("other:", client.Call("Other.Method", nothing{}, &none))
	var raw []byte
	check(call("GetConfigRaw", nothing{}, &raw))
	fmt.Println(string(raw))
	check(call("Heartbeat", nothing{}, &none))
	check(call("Close", nothing{}, &none))
	done := make(chan error, 1)
	go func() { done <- command.Wait() }()
	select {
	case err := <-done:
		fmt.Println("ended", err)
	case <-time.After(3 * time.Second):
		fmt.Println("still there")
	}
}
