/// The OpenStreetMap keys that the road rules look at; every other is passed over.
enum OSMKey: String, CaseIterable {
  case highway, service, route, junction, area, name, ref, construction
  case oneway
  case onewayEmergency = "oneway:emergency"
  case onewayMotorVehicle = "oneway:motor_vehicle"
  case onewayMotorcar = "oneway:motorcar"
  case access, vehicle
  case motorVehicle = "motor_vehicle"
  case motorcar, emergency, foot, bicycle
  case accessForward = "access:forward"
  case accessBackward = "access:backward"
  case vehicleForward = "vehicle:forward"
  case vehicleBackward = "vehicle:backward"
  case motorVehicleForward = "motor_vehicle:forward"
  case motorVehicleBackward = "motor_vehicle:backward"
  case motorcarForward = "motorcar:forward"
  case motorcarBackward = "motorcar:backward"
  case accessConditional = "access:conditional"
  case vehicleConditional = "vehicle:conditional"
  case motorVehicleConditional = "motor_vehicle:conditional"
  case maxspeed
  case maxspeedForward = "maxspeed:forward"
  case maxspeedBackward = "maxspeed:backward"
  case maxspeedType = "maxspeed:type"
  case sourceMaxspeed = "source:maxspeed"
  case zoneMaxspeed = "zone:maxspeed"
  case zoneTraffic = "zone:traffic"
  case maxspeedConditional = "maxspeed:conditional"
  case surface, smoothness, tracktype, tunnel, bridge, duration
  case barrier, locked, bollard
  case signalDirection = "traffic_signals:direction"
  case type, restriction
  case restrictionMotorcar = "restriction:motorcar"
  case restrictionMotorVehicle = "restriction:motor_vehicle"
  case restrictionVehicle = "restriction:vehicle"
  case restrictionEmergency = "restriction:emergency"
  case restrictionConditional = "restriction:conditional"
  case restrictionMotorcarConditional = "restriction:motorcar:conditional"
  case except
  case hourOn = "hour_on"

}
