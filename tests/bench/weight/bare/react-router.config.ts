import type { Config } from "@react-router/dev/config";

export default {
  appDirectory: ".",
  buildDirectory: process.env.WEIGHT_BUILD,
  ssr: true,
} satisfies Config;
