import { type RouteConfigEntry, route } from "@react-router/dev/routes";

/** Work on samples, for both sides. */
export const samples: RouteConfigEntry[] = [
  route("facilities/:id/samples", "routes/samples/order.tsx"),
  route("samples", "routes/samples/list.tsx"),
  route("samples/:id", "routes/samples/detail.tsx"),
  route("samples/:id/amend", "routes/samples/amend.tsx"),
  route("samples/:id/labels", "routes/samples/labels.tsx"),
];

/** Services at a listed price, for both sides. */
export const serviceOrders: RouteConfigEntry[] = [
  route("services/:id/order", "routes/service-orders/order.tsx"),
  route("service-orders", "routes/service-orders/list.tsx"),
  route("service-orders/:id", "routes/service-orders/detail.tsx"),
];
